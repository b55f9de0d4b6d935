"""What must hold in the record of continuing education; each fault names the requirement that it belongs to."""
