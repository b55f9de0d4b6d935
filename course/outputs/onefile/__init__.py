"""The website in one HTML file, for a mail, a stick or a phone; without scripts it reads as a book."""
