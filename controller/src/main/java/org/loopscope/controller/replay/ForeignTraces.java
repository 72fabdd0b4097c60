package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.roi.hdf5.NwbResponses;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.whatif.ActivityAgreement.Agreement;
import org.loopscope.inference.quality.Correlation;

/** Holds a session's dF/F against the traces that the file has which its frames and cells came from. */
public final class ForeignTraces {
    private ForeignTraces() {}

    /**
     * The correlation of each cell over the frames that both have, in one line; empty where the file has no traces.
     *
     * @param nwb the file
     * @param folder of the session that was run on it
     * @param frames of the file's series; a trace with another number of values is not one for each frame
     * @throws IOException when they cannot be compared
     */
    public static Optional<String> compare(Path nwb, Path folder, int frames) throws IOException {
        Optional<NwbResponses> responses = NwbResponses.read(nwb);
        if (responses.isEmpty()) {
            return Optional.empty();
        }
        NwbResponses theirs = responses.get();
        if (theirs.times() != frames) {
            throw new IOException(
                    theirs.path() + " has " + theirs.times() + " values for each cell, the series has " + frames);
        }
        SessionFolder session = SessionFolder.open(folder);
        LoggedTraces own = LoggedTraces.read(session.nwb());
        double[] correlations = correlations(own, cells(session), theirs);
        Agreement agreement = new Agreement(correlations, Double.NaN);
        return Optional.of(
                correlations.length == 0
                        ? "No cell of the session has a trace in " + theirs.path()
                        : String.format(
                                Locale.ROOT,
                                "dF/F against %s: correlation of %d cells over %d frames, median %.3f, worst %.3f",
                                theirs.path(),
                                correlations.length,
                                own.frameNumbers().length,
                                agreement.median(),
                                agreement.worst()));
    }

    private static double[] correlations(LoggedTraces own, RoiSet cells, NwbResponses theirs) throws IOException {
        for (long frame : own.frameNumbers()) {
            if (frame >= theirs.times()) {
                throw new IOException("its frames have numbers of their own, such as " + frame);
            }
        }
        double[] found = new double[theirs.cells().length];
        int count = 0;
        for (int column = 0; column < theirs.cells().length; column++) {
            int place = placeOf(theirs.cells()[column], cells);
            if (place >= 0) {
                double[] trace = theirs.trace(column);
                double[] a = new double[own.frameNumbers().length];
                double[] b = new double[a.length];
                for (int row = 0; row < a.length; row++) {
                    a[row] = own.dfOverF()[row][place];
                    b[row] = trace[Math.toIntExact(own.frameNumbers()[row])];
                }
                found[count++] = Correlation.pearson(a, b);
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int placeOf(int number, RoiSet cells) {
        for (int place = 0; place < cells.size(); place++) {
            if (cells.rois().get(place).id() == number) {
                return place;
            }
        }
        return -1;
    }

    private static RoiSet cells(SessionFolder session) throws IOException {
        try (JournalReader journal = JournalReader.open(session.journal())) {
            for (SessionEvent event = journal.next(); event != null; event = journal.next()) {
                if (event instanceof RoisFixed fixed) {
                    return fixed.rois();
                }
            }
        }
        throw new IOException(session.folder() + ": the session has no cells");
    }
}
