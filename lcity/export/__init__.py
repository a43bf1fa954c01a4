"""What readers take away: tables, pictures, briefs and records, each with its own sources and provenances.

Everything here is made from `Metadata`, tables and pictures already computed; nothing asks a
session, a browser or the network.
"""
