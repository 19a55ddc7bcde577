"""Files that leave the program: tables and pictures, made from the records without a page or a browser."""
