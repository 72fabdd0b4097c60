package org.loopscope.controller.config;

/**
 * The log on disk.
 *
 * @param rawFrames keeps the raw frames
 * @param corrected keeps the frames of the imaged channel on their templates too, four bytes a pixel
 * @param compress deflates them, which costs the log thread about 2 ms per 256x256 frame
 * @param flushEveryNs the HDF5 file is readable up to this long before a crash
 * @param forceEveryNs all but raw frames is there up to this long before the loss of power
 * @param powerSafe waits for the disk with every flush, so that raw frames are there after the loss of power too
 * @param liveReading other programs may read the file while it grows
 * @param queueNs raw frames of so long may wait for the disk before they are not kept
 */
public record LogConfig(
        boolean rawFrames,
        boolean corrected,
        boolean compress,
        long flushEveryNs,
        long forceEveryNs,
        boolean powerSafe,
        boolean liveReading,
        long queueNs) {}
