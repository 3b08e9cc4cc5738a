"""The sender's own workbook back with wrong cells marked, and the corrected file read again."""
