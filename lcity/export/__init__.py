"""What readers take away: tables, pictures, briefs and records, each saying by itself what it stands on.

Everything here is made from `Metadata`, tables and pictures already computed; nothing asks a
session, a browser or the network.
"""
