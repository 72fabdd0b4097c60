package org.loopscope.controller.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.FieldRegistration;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.roi.imported.RoiImport;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ImagingConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.journal.JournalReader;

/**
 * A field of view that was recorded before, with its cells and its picture: that of a session of ours, or of a file of
 * any program that the import of cells knows and that has a picture of the field.
 *
 * @param notes what was left out or assumed, one line each
 */
public record RecordedField(DayField field, List<String> notes) {
    public RecordedField {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a session's folder or a file. A session's cells come from its journal, as they were used.
     *
     * @throws IOException with one line that says what is wrong, also where there is no picture or it is too small
     */
    public static RecordedField read(Path path) throws IOException {
        RecordedField read = isSession(path) ? session(path) : file(path);
        try {
            RoiSet cells = read.field.cells();
            FieldRegistration.checkSize(cells.widthPx(), cells.heightPx());
            return read;
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * The field of the session that an experiment's cells are to be found again from; null where none is named.
     *
     * @throws ConfigurationException when it cannot be read or is of another size than the frames
     */
    public static @Nullable RecordedField earlier(ImagingConfig imaging, FrameFormat format) {
        if (imaging.earlier() == null) {
            return null;
        }
        try {
            if (format.planes() > 1) {
                throw new IOException(
                        "cells are found again in recordings of one plane, these frames have " + format.planes());
            }
            RecordedField read = read(imaging.earlier());
            RoiSet cells = read.field.cells();
            if (cells.widthPx() != format.widthPx() || cells.heightPx() != format.heightPx()) {
                throw new IOException(imaging.earlier() + ": its frames have " + cells.widthPx() + "x"
                        + cells.heightPx() + " px, this session's " + format.widthPx() + "x" + format.heightPx()
                        + "; cells are found again between frames of one size and zoom");
            }
            return read;
        } catch (IOException e) {
            throw new ConfigurationException("imaging.earlier: " + e.getMessage(), e);
        }
    }

    /** Whether this is a session's folder. */
    static boolean isSession(Path path) {
        return Files.isRegularFile(path.resolve(SessionLog.JOURNAL_FILE));
    }

    /** The field of a session of any size, out of its folder. */
    static RecordedField session(Path folder) throws IOException {
        try (JournalReader journal = JournalReader.open(folder.resolve(SessionLog.JOURNAL_FILE))) {
            String session = folder.getFileName() + "";
            for (SessionEvent event = journal.next(); event != null; event = journal.next()) {
                if (event instanceof SessionEvent.SessionStarted started) {
                    session = started.sessionId();
                } else if (event instanceof SessionEvent.SourceOpened opened
                        && opened.format().planes() > 1) {
                    throw new IOException(folder + ": the session has "
                            + opened.format().planes()
                            + " planes; give one, as " + SessionsInside.nwbOf(folder) + "#PlaneSegmentationPlane0");
                } else if (event instanceof SessionEvent.RoisFixed fixed) {
                    return of(fixed, session, folder);
                }
            }
        }
        throw new IOException(folder + ": the session has no cells: it ended before its calibration did");
    }

    private static RecordedField of(SessionEvent.RoisFixed fixed, String session, Path folder) throws IOException {
        RoiSet cells = fixed.rois();
        if (fixed.meanImage().length != cells.widthPx() * cells.heightPx()) {
            throw new IOException(folder + ": the session has no picture of its field");
        }
        RoiSet named = new RoiSet(
                cells.widthPx(), cells.heightPx(), cells.rois(), "session " + session + ": " + cells.provenance());
        return new RecordedField(new DayField(fixed.meanImage(), named), List.of());
    }

    private static RecordedField file(Path path) throws IOException {
        SessionsInside.refuse(path);
        ImportedCells cells = RoiImport.read(path);
        ReferenceImage picture = cells.reference()
                .orElseThrow(() -> new IOException(path + ": has no picture of the field, which is needed to find its"
                        + " cells again; give a session's folder, Suite2p's with ops.npy, CaImAn's .hdf5 or an .nwb"
                        + " with a mean image"));
        return new RecordedField(new DayField(picture.pixels(), cells.rois()), cells.notes());
    }
}
