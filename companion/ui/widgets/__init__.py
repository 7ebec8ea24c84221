"""Controls that know no store: they are given values and emit signals."""
