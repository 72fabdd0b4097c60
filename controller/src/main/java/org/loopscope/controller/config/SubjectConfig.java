package org.loopscope.controller.config;

/** The animal, in NWB's words; a text that was not given is empty. */
public record SubjectConfig(
        String subjectId,
        String species,
        String sex,
        String age,
        String dateOfBirth,
        String description,
        String genotype,
        String strain,
        String weight) {}
