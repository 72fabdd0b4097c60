package org.loopscope.controller.log.nwb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which animals are taken, in the words that the DANDI archive's own checks are written in. */
final class NwbSubjectTest {
    private static NwbSubject subject(String species, String sex, String age, String born, String weight) {
        return new NwbSubject("m1", species, sex, age, born, "", "", "", weight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P90D", "P1Y2M", "P12W3D", "P2.5M", "PT36H", "P80D/P90D", "P90D/"})
    void shouldTakeAnAgeAsIso8601WritesIt(String age) {
        assertDoesNotThrow(() -> subject("Mus musculus", "F", age, "", ""));
    }

    @Test
    void shouldTakeADateOfBirthForAnAgeAndATaxonForAName() {
        assertDoesNotThrow(
                () -> subject("http://purl.obolibrary.org/obo/NCBITaxon_10090", "U", "", "2026-08-01", "0.025 kg"));
    }

    @ParameterizedTest
    @CsvSource({
        "mouse, F, P90D, '', '', species",
        "'', F, P90D, '', '', species",
        "Mus musculus, f, P90D, '', '', sex",
        "Mus musculus, F, 90 d, '', '', age",
        "Mus musculus, F, P90D1Y, '', '', age",
        "Mus musculus, F, P, '', '', age",
        "Mus musculus, F, '', 1.8.2026, '', date_of_birth",
        "Mus musculus, F, P90D, '', 25g, weight",
    })
    void shouldNameTheKeyThatIsWrong(String species, String sex, String age, String born, String weight, String key) {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> subject(species, sex, age, born, weight));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.startsWith("subject." + key + " is "), said);
        assertEquals(1, said.lines().count());
    }

    @Test
    void shouldAskForAnAgeOrADateOfBirth() {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> subject("Mus musculus", "F", "", "", ""));
        assertEquals("subject.age is missing: give it, or subject.date_of_birth", refused.getMessage());
    }
}
