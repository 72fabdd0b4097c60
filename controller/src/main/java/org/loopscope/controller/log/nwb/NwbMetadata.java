package org.loopscope.controller.log.nwb;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What is known of a session before it starts. Empty texts and lists are left out of the file.
 *
 * @param identifier globally unique, a UUID; the file's object ids are derived from it
 * @param experimentDescription of what the session is one of; where empty, the session's own stands for it
 * @param startTime wall clock, with its zone, at zero of the session clock
 * @param experimenter each as "Last, First"
 * @param version of this program
 * @param configuration the resolved experiment, as text
 */
public record NwbMetadata(
        String identifier,
        String sessionDescription,
        String experimentDescription,
        OffsetDateTime startTime,
        List<String> experimenter,
        String institution,
        String lab,
        List<String> keywords,
        NwbSubject subject,
        NwbImaging imaging,
        String version,
        String configuration) {
    private static final DateTimeFormatter SESSION_ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    public NwbMetadata {
        experimenter = List.copyOf(experimenter);
        keywords = List.copyOf(keywords);
        if (identifier.isBlank() || sessionDescription.isBlank()) {
            throw new IllegalArgumentException("a session needs an identifier and a description");
        }
        if (!subject.dateOfBirth().isEmpty()
                && LocalDate.parse(subject.dateOfBirth()).isAfter(startTime.toLocalDate())) {
            throw new IllegalArgumentException(
                    "subject.date_of_birth is " + subject.dateOfBirth() + ": it must not be after the session's start");
        }
    }

    /** The start's local time as yyyymmddThhmmss. */
    public String sessionId() {
        return SESSION_ID.format(startTime);
    }

    /** Folder name of the session: {@code sub-<subject>_ses-<yyyymmddThhmmss>}. */
    public String sessionName() {
        return "sub-" + subject.id() + "_ses-" + sessionId();
    }
}
