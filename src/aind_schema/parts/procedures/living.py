"""What steps on a living subject have in common."""

from aind_schema.fields import Grams, Identifier, Many
from aind_schema.parts.procedures.anaesthesia import Anaesthetic, Medication
from aind_schema.parts.procedures.ethics import EthicsApproval
from aind_schema.parts.procedures.step import Step


class SubjectStep(Step):
    """Base of the steps on a living subject; inside a surgery, that of the surgery holds where a field is left out."""

    ethics: Many[EthicsApproval] = ()
    """Approvals under which it was done."""
    anaesthesia: Many[Anaesthetic] = ()
    """Drugs that kept the animal asleep or numb, in the order in which they were given."""
    analgesia: Many[Medication] = ()
    """Drugs against pain, before, during and after."""
    medication: Many[Medication] = ()
    """Other drugs, such as those against infection, inflammation or swelling."""
    animal_weight_before_g: Grams | None = None
    """Body weight before, in grams."""
    animal_weight_after_g: Grams | None = None
    """Body weight after, in grams."""
    workstation_id: Identifier | None = None
    """The bench, table or stereotaxic frame, such as `SWS 3`."""
