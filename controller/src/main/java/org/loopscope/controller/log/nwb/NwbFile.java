package org.loopscope.controller.log.nwb;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.hdf5.DatasetChecksum;
import org.loopscope.controller.log.hdf5.Filters;
import org.loopscope.controller.log.hdf5.Hdf5File;
import org.loopscope.controller.log.hdf5.Writing;
import org.loopscope.stimulus.StimulusBank;

/**
 * A session's NWB file, grown event by event. It is a readable NWB file from the first flush on; what comes later only
 * adds rows and parts. One thread.
 *
 * <p>One that others may read while it grows gets rows of its series only from the moment that each of them has one
 * ({@link #live}); what belongs into tables has to be recorded again when that is over.
 */
public final class NwbFile implements AutoCloseable {
    private final Hdf5File file;
    private final Contents contents;
    private final SeriesPart series;
    private final TablesPart tables;
    private boolean live;

    /**
     * What a file is made for.
     *
     * @param frames shape of the frames, or null in a session without any
     * @param rawFrames whether {@link #record(Frame)} will be called
     * @param correctedFrames whether {@link #record(CorrectedFrame)} will be called
     * @param filters of the frames
     */
    public record Contents(
            @Nullable FrameFormat frames,
            boolean rawFrames,
            boolean correctedFrames,
            Filters filters,
            Writing writing) {}

    private NwbFile(Hdf5File file, NwbMetadata metadata, StimulusBank bank, Contents contents) {
        this.file = file;
        this.contents = contents;
        NwbObjects objects = new NwbObjects(file, metadata.identifier());
        NwbImaging imaging = metadata.imaging();
        PlaneNames names = PlaneNames.of(contents.frames());
        Segmentation segmentation = new Segmentation(objects, names, imaging.imagedChannel());
        new SessionFrame(objects).write(metadata, contents.frames());
        this.series = new SeriesPart(
                objects, imaging, contents.frames(), contents.rawFrames(), segmentation, contents.filters());
        int pixelOffset = contents.frames() == null ? 0 : contents.frames().pixelOffset();
        CellTables cells = new CellTables(objects, names, EventSeries.of(imaging), pixelOffset, segmentation);
        this.tables = new TablesPart(objects, contents.frames(), bank, names, cells);
    }

    /** Creates the file with all that is known at the start. */
    public static NwbFile create(Path path, NwbMetadata metadata, StimulusBank bank, Contents contents, Disk disk) {
        Hdf5File file = Hdf5File.create(path, disk, contents.writing());
        try {
            NwbFile nwb = new NwbFile(file, metadata, bank, contents);
            nwb.flush();
            return nwb;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Appends a raw frame; its contents are copied. */
    public void record(Frame frame) {
        series.record(frame);
    }

    /** Appends a frame as it was laid on its template, of which the raw one is kept; its contents are copied. */
    public void record(CorrectedFrame frame) {
        series.record(frame);
    }

    /** Appends what an event says. Activity waits in memory for its frame's arrival, which gives it its time. */
    public void record(SessionEvent event) {
        series.record(event);
        if (!live) {
            tables.record(event);
        }
    }

    /**
     * Makes everything recorded so far readable by others and safe from the death of this process. Live reading begins
     * here, in a file that was made for it, as soon as each series has its first row.
     */
    public void flush() {
        if (!live && contents.writing() == Writing.LIVE && series.whole(contents.correctedFrames())) {
            file.beginLiveReading();
            live = true;
        } else {
            file.flush();
        }
    }

    /** Whether others read the file now, and only its series grow. */
    public boolean live() {
        return live;
    }

    /** Ends live reading. Each event that was recorded in it has to be given to {@link #recordMissed} now, in order. */
    public void endLive() {
        series.complete();
        file.endLiveReading();
        live = false;
    }

    /** Appends what an event says to the tables, which had to wait. */
    public void recordMissed(SessionEvent event) {
        tables.record(event);
    }

    /** Writes what was waiting for more to come; nothing may be recorded afterwards. */
    public void complete() {
        series.complete();
        if (!live) {
            tables.complete();
        }
        file.flush();
    }

    /** Checksums over the values of all datasets, see {@link DatasetChecksum}. */
    public List<DatasetChecksum> checksums() {
        return file.checksums();
    }

    @Override
    public void close() {
        file.close();
    }
}
