"""What a provider hands out and reports: certificate, record of completion, surveys, participations, rosters."""
