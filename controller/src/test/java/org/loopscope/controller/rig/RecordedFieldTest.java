package org.loopscope.controller.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalWriter;

/** Folders that are given for an earlier session's cells, and have none. */
final class RecordedFieldTest {
    private static final FrameFormat FORMAT = new FrameFormat(96, 96, 30);

    @TempDir
    Path folder;

    @Test
    void shouldNameASessionWhereTheFolderHoldsSeveral() throws IOException {
        for (String day : List.of("ses-1", "ses-2")) {
            JournalWriter.create(Files.createDirectory(folder.resolve(day)).resolve("session.journal"))
                    .close();
        }
        String expected = folder + ": holds 2 session(s) and is none itself; give the folder of one, such as "
                + folder.resolve("ses-2");
        assertRefused(expected, folder);
        Path ofSuite2p = Files.createDirectory(folder.resolve("suite2p"));
        Files.writeString(ofSuite2p.resolve("stat.npy"), "damaged");
        assertFalse(complaint(folder).contains("session(s)"), "Suite2p's folder may lie beside sessions");
    }

    @Test
    void shouldNameTheFileOfASessionWithoutItsJournal() throws IOException {
        Path nwb = Files.createFile(folder.resolve("ses-1_behavior+ophys.nwb"));
        assertRefused(
                folder + ": has no session.journal in it, as a session's folder has; give its file instead, " + nwb,
                folder);
    }

    @Test
    void shouldNameTheCellsOfAPlaneWhereTheSessionHasSeveral() throws IOException {
        try (JournalWriter journal = JournalWriter.create(folder.resolve("session.journal"))) {
            journal.append(new SessionEvent.SourceOpened("made up", new FrameFormat(96, 96, 30, 3, 1)));
        }
        Path nwb = Files.createFile(folder.resolve("ses-1_behavior+ophys.nwb"));
        assertRefused(folder + ": the session has 3 planes; give one, as " + nwb + "#PlaneSegmentationPlane0", folder);
    }

    private static void assertRefused(String expected, Path given) {
        assertEquals(expected, complaint(given));
        ExperimentConfig config = config("imaging.earlier=" + given);
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> RecordedField.earlier(config.imaging(), FORMAT));
        assertEquals("imaging.earlier: " + expected, refused.getMessage());
        ExperimentConfig cells = config("imaging.rois=" + given);
        refused = assertThrows(ConfigurationException.class, () -> ImagingSetup.given(cells.imaging(), FORMAT));
        assertEquals("imaging.rois: " + expected, refused.getMessage());
    }

    private static String complaint(Path given) {
        return String.valueOf(
                assertThrows(IOException.class, () -> RecordedField.read(given)).getMessage());
    }

    private static ExperimentConfig config(String setting) {
        return ExperimentFile.parse("""
                name: small
                subject: { subject_id: m1, species: Mus musculus, sex: F, age: P90D }
                source: { kind: simulated }
                blocks:
                  - { kind: spontaneous }
                """, "small.yaml", List.of(setting));
    }
}
