package org.loopscope.controller.config;

/**
 * The log on disk.
 *
 * @param rawFrames keeps the raw frames
 * @param corrected keeps the frames of the imaged channel on their templates too, four bytes a pixel
 * @param compress deflates them, which costs the log thread about 2 ms per 256x256 frame
 * @param flushEveryNs the HDF5 file is readable up to this long before a crash
 */
public record LogConfig(boolean rawFrames, boolean corrected, boolean compress, long flushEveryNs) {}
