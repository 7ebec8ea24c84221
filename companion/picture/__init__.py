"""Photos as others sent them: decoded within limits, made small, written anew; the only room that knows Pillow."""
