"""The command line: people meet the program here. Data goes to standard output, talk goes to standard error.

A command parses, calls the floors below and prints; it decides nothing about reports. Only this room prints, and only
this room reads the environment.
"""
