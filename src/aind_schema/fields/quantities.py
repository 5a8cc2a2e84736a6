"""Quantities: numbers in one fixed unit, which the name says and the schema gives as a UCUM code."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypeAliasType

from aind_schema.constraints import Quantity, WholeNumber

ByteCount = TypeAliasType("ByteCount", Annotated[int, WholeNumber(0, 2**53 - 1, "By")])
Cores = TypeAliasType("Cores", Annotated[int, WholeNumber(1, 1_000_000)])
Gigabytes = TypeAliasType("Gigabytes", Annotated[float, Quantity("GBy", 0, 1e9, "A number of bytes in 10^9 bytes.")])
Year = TypeAliasType("Year", Annotated[int, WholeNumber(1800, 2199, "a")])
Grams = TypeAliasType("Grams", Annotated[float, Quantity("g", 0, 1e7, "A mass in grams.")])
Celsius = TypeAliasType("Celsius", Annotated[float, Quantity("Cel", -273.15, 200, "A temperature in degrees Celsius.")])
Percent = TypeAliasType("Percent", Annotated[float, Quantity("%", 0, 100, "A share of a hundred.")])
Micrometers = TypeAliasType(
    "Micrometers", Annotated[float, Quantity("um", -1e9, 1e9, "A length or coordinate in micrometres, with its sign.")]
)
PositiveMicrometers = TypeAliasType(
    "PositiveMicrometers", Annotated[float, Quantity("um", 0, 1e9, "A length in micrometres.")]
)
Degrees = TypeAliasType("Degrees", Annotated[float, Quantity("deg", -360, 360, "An angle in degrees.")])
Number = TypeAliasType("Number", Annotated[float, Quantity("1", -1e12, 1e12, "A number without a unit of its own.")])
PixelCount = TypeAliasType("PixelCount", Annotated[int, WholeNumber(0, 2**53 - 1, "{pixel}")])
Count = TypeAliasType("Count", Annotated[int, WholeNumber(0, 2**53 - 1)])
DilutionFactor = TypeAliasType(
    "DilutionFactor",
    Annotated[float, Quantity("1", 1, 1e12, "How many times something was diluted, such as 1000 for 1:1000.")],
)
ExpansionFactor = TypeAliasType(
    "ExpansionFactor",
    Annotated[float, Quantity("1", 0, 100, "A length after a change of size over the same length before.")],
)
Hours = TypeAliasType("Hours", Annotated[float, Quantity("h", 0, 1e6, "A length of time in hours.")])
Microamperes = TypeAliasType(
    "Microamperes", Annotated[float, Quantity("uA", -1e6, 1e6, "A current in microamperes, with its sign.")]
)
Micrograms = TypeAliasType("Micrograms", Annotated[float, Quantity("ug", 0, 1e9, "A mass in micrograms.")])
Microliters = TypeAliasType("Microliters", Annotated[float, Quantity("uL", 0, 1e9, "A volume in microlitres.")])
MicromolesPerLiter = TypeAliasType(
    "MicromolesPerLiter", Annotated[float, Quantity("umol/L", 0, 1e8, "A concentration in micromoles per litre.")]
)
MilligramsPerKilogram = TypeAliasType(
    "MilligramsPerKilogram",
    Annotated[float, Quantity("mg/kg", 0, 1e6, "A dose in milligrams per kilogram of body weight.")],
)
MilligramsPerMilliliter = TypeAliasType(
    "MilligramsPerMilliliter",
    Annotated[float, Quantity("mg/mL", 0, 1e5, "A concentration in milligrams per millilitre.")],
)
Milliliters = TypeAliasType("Milliliters", Annotated[float, Quantity("mL", 0, 1e7, "A volume in millilitres.")])
Millimeters = TypeAliasType("Millimeters", Annotated[float, Quantity("mm", 0, 1e6, "A length in millimetres.")])
Minutes = TypeAliasType("Minutes", Annotated[float, Quantity("min", 0, 1e8, "A length of time in minutes.")])
Nanoliters = TypeAliasType("Nanoliters", Annotated[float, Quantity("nL", 0, 1e12, "A volume in nanolitres.")])
NanolitersPerSecond = TypeAliasType(
    "NanolitersPerSecond", Annotated[float, Quantity("nL/s", 0, 1e12, "A flow in nanolitres per second.")]
)
Nanometers = TypeAliasType(
    "Nanometers", Annotated[float, Quantity("nm", 0, 1e9, "A wavelength or length in nanometres.")]
)
NumericalAperture = TypeAliasType("NumericalAperture", Annotated[float, Quantity("1", 0, 2, "A numerical aperture.")])
RefractiveIndex = TypeAliasType("RefractiveIndex", Annotated[float, Quantity("1", 1, 5, "A refractive index.")])
Seconds = TypeAliasType("Seconds", Annotated[float, Quantity("s", 0, 1e10, "A length of time in seconds.")])
Teslas = TypeAliasType("Teslas", Annotated[float, Quantity("T", 0, 100, "The strength of a magnetic field in teslas.")])
TiterGcPerMl = TypeAliasType(
    "TiterGcPerMl", Annotated[float, Quantity("{gc}/mL", 0, 1e15, "Genome copies per millilitre.")]
)
TiterIuPerMl = TypeAliasType(
    "TiterIuPerMl", Annotated[float, Quantity("{infectious}/mL", 0, 1e15, "Infectious units per millilitre.")]
)
TiterParticlesPerMl = TypeAliasType(
    "TiterParticlesPerMl", Annotated[float, Quantity("{particle}/mL", 0, 1e15, "Particles of a virus per millilitre.")]
)
TiterPfuPerMl = TypeAliasType(
    "TiterPfuPerMl", Annotated[float, Quantity("[PFU]/mL", 0, 1e15, "Plaque-forming units per millilitre.")]
)
TiterTuPerMl = TypeAliasType(
    "TiterTuPerMl", Annotated[float, Quantity("{transducing}/mL", 0, 1e15, "Transducing units per millilitre.")]
)
UnitsPerMilliliter = TypeAliasType(
    "UnitsPerMilliliter",
    Annotated[float, Quantity("U/mL", 0, 1e9, "Units of activity per millilitre, of an enzyme or hormone.")],
)
