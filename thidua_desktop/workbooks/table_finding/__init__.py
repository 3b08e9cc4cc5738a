"""Tables, headers and rows found in a grid."""
