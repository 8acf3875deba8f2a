"""One outside thing per module; its errors become domain errors here."""
