"""Speed as ratios: ours against a limit or a peer, in one run on one machine."""
