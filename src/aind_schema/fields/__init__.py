"""Field types that are shared by the models: texts, times, quantities, closed terms, free values.

Each is a named type, so that a model only refers to it: that keeps imports fast and the exported schemas short.
"""

from aind_schema.constraints import Many as Many
from aind_schema.fields.free import *
from aind_schema.fields.quantities import *
from aind_schema.fields.texts import *
from aind_schema.fields.times import *
from aind_schema.fields.words import *
