"""The pages of a show: its own, and one of each episode and of each article that a server reads aloud.

No page loads anything from elsewhere, and all but articles' work from any web root and from the disk;
``assets/player/`` and ``assets/player.css`` make them alive.
"""
