package org.loopscope.controller.config;

/**
 * The log on disk.
 *
 * @param rawFrames keeps the raw frames
 * @param compress deflates them, which costs the log thread about 2 ms per 256x256 frame
 * @param flushEveryNs the HDF5 file is readable up to this long before a crash
 */
public record LogConfig(boolean rawFrames, boolean compress, long flushEveryNs) {}
