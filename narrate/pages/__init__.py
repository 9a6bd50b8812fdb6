"""The pages of a show: its own with all episodes, and one of each episode, to listen and to read along.

No page loads anything from elsewhere, and all work from any web root and from the disk; ``assets/player.js``
and ``assets/player.css`` make them alive.
"""
