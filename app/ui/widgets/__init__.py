"""The component kit of DESIGN.md section 5."""
