"""Files of any kind in, Documents out: ``formats`` has a row for each kind, ``apart`` reads apart."""
