package org.loopscope.controller.log.nwb;

import java.util.regex.Pattern;

/**
 * Who was recorded. Empty texts are left out of the file.
 *
 * @param id letters, digits and hyphens; part of the session's folder name
 * @param species Latin binomial, such as Mus musculus
 * @param sex M, F, O (other) or U (unknown)
 * @param age ISO 8601 duration such as P90D, or a range P80D/P90D
 */
public record NwbSubject(
        String id, String species, String sex, String age, String description, String genotype, String strain) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern SEX = Pattern.compile("[MFOU]");
    private static final String DURATION = "P(?=[0-9T])([0-9.]+[YMWD])*(T([0-9.]+[HMS])+)?";
    private static final Pattern AGE = Pattern.compile("|" + DURATION + "(/(" + DURATION + ")?)?");

    public NwbSubject {
        require(ID, id, "subject id", "use letters, digits and hyphens");
        require(SEX, sex, "subject sex", "use M, F, O or U");
        require(AGE, age, "subject age", "use an ISO 8601 duration such as P90D");
    }

    private static void require(Pattern pattern, String value, String what, String advice) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is \"" + value + "\": " + advice);
        }
    }
}
