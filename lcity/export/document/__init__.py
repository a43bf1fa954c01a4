"""Documents of text and tables, written once and exported as Word, PDF or a page of their own."""
