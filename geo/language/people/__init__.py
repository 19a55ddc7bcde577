"""Who is named: persons with role and government, and bodies of government."""
