"""Make every question of every bank a test item."""
