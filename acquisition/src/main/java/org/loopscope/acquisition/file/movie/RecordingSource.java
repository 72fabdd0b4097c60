package org.loopscope.acquisition.file.movie;

import org.loopscope.acquisition.FrameSource;

/** A frame source over a recording, complete or growing. */
public interface RecordingSource extends FrameSource {
    MovieMetadata metadata();

    /** The edges that the device saw during the frame polled last. */
    DeviceEdges edges();
}
