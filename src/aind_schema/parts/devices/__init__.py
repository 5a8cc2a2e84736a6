"""Devices: what data are acquired with, and what is put into animals."""
