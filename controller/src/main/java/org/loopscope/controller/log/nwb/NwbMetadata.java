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
 * @param part of the session, from 1; a session that was cut off and went on has several, with one clock
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
        String configuration,
        int part) {
    private static final DateTimeFormatter SESSION_ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    public NwbMetadata {
        experimenter = List.copyOf(experimenter);
        keywords = List.copyOf(keywords);
        if (identifier.isBlank() || sessionDescription.isBlank()) {
            throw new IllegalArgumentException("a session needs an identifier and a description");
        }
        if (part < 1) {
            throw new IllegalArgumentException("part " + part + " of a session: parts count from 1");
        }
        if (!subject.dateOfBirth().isEmpty()
                && LocalDate.parse(subject.dateOfBirth()).isAfter(startTime.toLocalDate())) {
            throw new IllegalArgumentException(
                    "subject.date_of_birth is " + subject.dateOfBirth() + ": it must not be after the session's start");
        }
    }

    /** The start's local time as yyyymmddThhmmss; of a later part with its number. */
    public String sessionId() {
        return SESSION_ID.format(startTime) + (part == 1 ? "" : "part" + part);
    }

    /** Where a part lies: the session's own folder, or a later part's in it. */
    public String folderName() {
        return part == 1 ? sessionName() : folderOf(part);
    }

    /** Where a part after the first lies in the session's folder. */
    public static String folderOf(int part) {
        return "part-" + part;
    }

    /** The same session's next part. */
    public NwbMetadata next(String itsIdentifier, String itsVersion, int itsPart) {
        return new NwbMetadata(
                itsIdentifier,
                sessionDescription,
                experimentDescription,
                startTime,
                experimenter,
                institution,
                lab,
                keywords,
                subject,
                imaging,
                itsVersion,
                configuration,
                itsPart);
    }

    /** Folder name of the session: {@code sub-<subject>_ses-<yyyymmddThhmmss>}. */
    public String sessionName() {
        return "sub-" + subject.id() + "_ses-" + sessionId();
    }
}
