"""The connections of this profile, to be looked after: named, coloured, given up."""
