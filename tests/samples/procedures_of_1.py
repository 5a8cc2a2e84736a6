"""Procedures as AIND's files of the versions before 2 hold them."""

from __future__ import annotations

CORE = "https://raw.githubusercontent.com/AllenNeuralDynamics/aind-data-schema/main/src/aind_data_schema/core/"
STAND_ALONE = {
    "start_date": "2022-05-03",
    "end_date": "2022-05-03",
    "experimenter_full_name": "Ada Lovelace",
    "protocol_id": "doi.org/10.17504/protocols.io.abc",
    "iacuc_protocol": "1234",
    "anaesthesia": {"type": "isoflurane", "duration": 95, "duration_unit": "minute", "level": 1.5},
}
VERSION_0_5 = {
    "describedBy": CORE + "procedures.py",
    "schema_version": "0.5.2",
    "subject_id": "625463",
    "headframes": [{**STAND_ALONE, "headframe_type": "ring", "headframe_material": "Titanium"}],
    "craniotomies": [
        {
            **STAND_ALONE,
            "type": "Visual cortex 4 mm",
            "craniotomy_coordinates_ml": 1.5,
            "craniotomy_coordinates_ap": -2.5,
            "craniotomy_size": 4,
            "dura_removed": False,
        }
    ],
    "injections": [
        {
            **STAND_ALONE,
            "injection_type": "Nanoject",
            "injection_materials": [{"name": "GFP", "full_genome_name": "AAV-G", "titer": 2e13, "prep_type": "Crude"}],
            "injection_coordinate_ml": 0.5,
            "injection_coordinate_ap": 0.25,
            "injection_coordinate_depth": -2.0,
            "injection_coordinate_unit": "millimeter",
            "injection_coordinate_reference": "Bregma",
            "injection_angle": 10,
            "injection_angle_unit": "degree",
            "injection_hemisphere": "Right",
            "injection_volume": 200,
            "injection_volume_unit": "nanoliter",
            "targeted_structure": "CP",
        }
    ],
    "mri_scans": [{**STAND_ALONE, "scan_sequence": "RARE", "magnetic_strength": 7, "scanner_location": "North"}],
    "training_protocols": [{"training_name": "Wheel", "training_protocol_start_date": "2022-06-01"}],
}
VIRUS_1 = {
    "material_type": "Virus",
    "name": "AAV1-Syn-GFP",
    "tars_identifiers": {
        "virus_tars_id": "AiV1",
        "plasmid_tars_alias": "AiP1",
        "prep_lot_number": "VT1",
        "prep_date": "2023-01-02",
        "prep_type": "Purified",
        "prep_protocol": "SOP 1",
    },
    "addgene_id": {"name": "AAV1-Syn-GFP", "registry": None, "registry_identifier": "105539"},
    "titer": "3500000000000",
    "titer_unit": "vg/mL",
}
INJECTION_1 = {
    "procedure_type": "Nanoject injection",
    "injection_materials": [VIRUS_1],
    "recovery_time": "10",
    "recovery_time_unit": "minute",
    "injection_duration_unit": "minute",
    "injection_coordinate_ml": "-1.15",
    "injection_coordinate_ap": "2.3",
    "injection_coordinate_depth": ["1.1", "0.9"],
    "injection_coordinate_unit": "millimeter",
    "injection_coordinate_reference": "Bregma",
    "bregma_to_lambda_distance": "4.1",
    "bregma_to_lambda_unit": "millimeter",
    "injection_angle": "0",
    "injection_angle_unit": "degrees",
    "injection_hemisphere": "Left",
    "injection_volume": ["100", "50"],
    "injection_volume_unit": "nanoliter",
    "instrument_id": "NJ#1",
    "targeted_structure": {"atlas": "CCFv3", "name": "Caudoputamen", "acronym": "CP", "id": "672"},
}
FIBERS_1 = {
    "procedure_type": "Fiber implant",
    "probes": [
        {
            "ophys_probe": {
                "device_type": "Fiber optic probe",
                "name": "Fiber_0",
                "manufacturer": {"name": "Neurophotometrics"},
                "core_diameter": "200",
                "core_diameter_unit": "micrometer",
                "numerical_aperture": "0.37",
                "ferrule_material": "Ceramic",
                "total_length": "4.5",
                "length_unit": "millimeter",
            },
            "targeted_structure": None,
            "stereotactic_coordinate_ap": "1.0",
            "stereotactic_coordinate_ml": "-1.5",
            "stereotactic_coordinate_dv": "-4.1",
            "stereotactic_coordinate_unit": "millimeter",
            "stereotactic_coordinate_reference": "Bregma",
            "bregma_to_lambda_distance": "4.1",
            "bregma_to_lambda_unit": "millimeter",
            "angle": None,
            "angle_unit": "degrees",
        }
    ],
}
SURGERY_1 = {
    "procedure_type": "Surgery",
    "protocol_id": "dx.doi.org/10.17504/protocols.io.xyz/v1",
    "start_date": "2023-03-04",
    "experimenter_full_name": "NSB-1",
    "iacuc_protocol": "1234",
    "animal_weight_prior": "20.5",
    "animal_weight_post": None,
    "weight_unit": "gram",
    "anaesthesia": {"type": "isoflurane", "duration": "1.5", "duration_unit": "hour", "level": "1.75"},
    "workstation_id": "SWS 1",
    "procedures": [
        {"procedure_type": "Headframe", "headframe_type": "ring", "well_type": "No Well"},
        {
            "procedure_type": "Craniotomy",
            "craniotomy_type": "5 mm",
            "craniotomy_hemisphere": "Left",
            "implant_part_number": "glass 5",
            "craniotomy_size": None,
            "craniotomy_size_unit": "millimeter",
            "protective_material": "Kwik-Cast",
        },
        INJECTION_1,
        FIBERS_1,
        {
            "procedure_type": "Iontophoresis injection",
            "injection_current": "5",
            "injection_current_unit": "microamps",
            "alternating_current": "7 s on 6 s off",
        },
    ],
}
VERSION_1 = {
    "describedBy": CORE + "procedures.py",
    "schema_version": "1.2.1",
    "subject_id": "625463",
    "subject_procedures": [
        SURGERY_1,
        {
            "procedure_type": "Surgery",
            "start_date": "2023-05-04",
            "procedures": [
                {
                    "procedure_type": "Retro-orbital injection",
                    "injection_volume": "100",
                    "injection_volume_unit": "microliter",
                    "injection_eye": "Right",
                    "injection_materials": [
                        {
                            "material_type": "Reagent",
                            "name": "dextran",
                            "source": {"name": "Invitrogen"},
                            "concentration": "0.5",
                            "concentration_unit": "mg/mL",
                        }
                    ],
                },
                {"procedure_type": "Perfusion", "output_specimen_ids": ["625463"]},
            ],
        },
        {
            "procedure_type": "Water restriction",
            "start_date": "2023-04-01",
            "baseline_weight": "24.5",
            "weight_unit": "gram",
            "target_fraction_weight": 85,
            "target_fraction_weight_unit": "percent",
            "minimum_water_per_day": "1.5",
            "minimum_water_per_day_unit": "milliliter",
        },
    ],
    "specimen_procedures": [
        {
            "procedure_type": "Immunolabeling",
            "procedure_name": "first",
            "specimen_id": "625463_001",
            "subject_id": "625463",
            "start_date": "2023-06-01",
            "end_date": "2023-06-02",
            "protocol_id": ["https://www.protocols.io/view/labels", "none"],
            "reagents": [{"name": "PBS", "source": "Somebody", "lot_number": "7", "expiration_date": "2024-01-01"}],
            "antibodies": {
                "name": "anti-GFP",
                "rrid": {"name": "anti-GFP", "registry": {"abbreviation": "RRID"}, "registry_identifier": "AB_300798"},
                "immunolabel_class": "Primary",
                "fluorophore": "Alexa Fluor 488",
                "mass": "4",
                "mass_unit": "microgram",
            },
        },
        {
            "procedure_type": "Sectioning",
            "specimen_id": "625463_001",
            "sectioning": {
                "output_specimen_ids": ["625463_002"],
                "section_orientation": "Coronal",
                "section_thickness": "0.2",
                "section_thickness_unit": "millimeter",
                "targeted_structure": "CP",
            },
        },
        {
            "procedure_type": "Hybridization Chain Reaction",
            "specimen_id": "625463_002",
            "hcr_series": {
                "codebook_name": "book",
                "number_of_rounds": 1,
                "strip_qc_compatible": True,
                "hcr_rounds": [
                    {
                        "round_index": 0,
                        "start_time": "2023-07-01T10:00:00",
                        "probe_concentration": "4e-9",
                        "probe_concentration_unit": "M",
                        "HCR_probes": [
                            {
                                "name": "Gad1",
                                "gene": {"name": "Gad1"},
                                "probe_sequences": ["ACGT"],
                                "initiator_name": "B1",
                                "readout": {"fluorophore": "Alexa Fluor 546", "stain_type": "RNA"},
                            }
                        ],
                    }
                ],
            },
        },
    ],
}
