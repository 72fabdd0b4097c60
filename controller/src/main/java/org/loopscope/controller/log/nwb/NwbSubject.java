package org.loopscope.controller.log.nwb;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * Who was recorded, as the DANDI archive demands it: species, sex, and an age or a date of birth. Other texts may be
 * empty, and are left out of the file.
 *
 * @param id letters, digits and hyphens; part of the session's folder name
 * @param species Latin binomial, such as Mus musculus, or its address in the NCBI taxonomy
 * @param sex M, F, O (other) or U (unknown)
 * @param age ISO 8601 duration such as P90D, or a range P80D/P90D; empty where the date of birth is known
 * @param dateOfBirth ISO 8601 date such as 2026-08-01; empty where the age is known
 * @param weight number and unit, such as 0.025 kg or 25 g
 */
public record NwbSubject(
        String id,
        String species,
        String sex,
        String age,
        String dateOfBirth,
        String description,
        String genotype,
        String strain,
        String weight) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern SPECIES =
            Pattern.compile("[A-Z][a-z]* [a-z]+|http://purl\\.obolibrary\\.org/obo/NCBITaxon_[0-9]+");
    private static final Pattern SEX = Pattern.compile("[MFOU]");
    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";
    private static final String DURATION =
            "P(?=[0-9T])(NY)?(NM)?(NW)?(ND)?(T(?=[0-9])(NH)?(NM)?(NS)?)?".replace("N", NUMBER);
    private static final Pattern AGE = Pattern.compile("|" + DURATION + "(/(" + DURATION + ")?)?");
    private static final Pattern WEIGHT = Pattern.compile("|" + NUMBER + " (kg|g|mg)");

    public NwbSubject {
        require(ID, id, "subject_id", "use letters, digits and hyphens");
        require(SPECIES, species, "species", "use the Latin name, such as Mus musculus, or its NCBITaxon address");
        require(SEX, sex, "sex", "use M, F, O or U");
        require(AGE, age, "age", "use an ISO 8601 duration such as P90D");
        require(WEIGHT, weight, "weight", "use a number and a unit, such as 25 g");
        if (!dateOfBirth.isEmpty()) {
            requireDate(dateOfBirth);
        } else if (age.isEmpty()) {
            throw new IllegalArgumentException("subject.age is missing: give it, or subject.date_of_birth");
        }
    }

    private static void require(Pattern pattern, String value, String key, String advice) {
        if (!pattern.matcher(value).matches()) {
            throw refused(key, value, advice);
        }
    }

    private static void requireDate(String value) {
        try {
            LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw refused("date_of_birth", value, "use a date such as 2026-08-01");
        }
    }

    private static IllegalArgumentException refused(String key, String value, String advice) {
        return new IllegalArgumentException("subject." + key + " is \"" + value + "\": " + advice);
    }
}
