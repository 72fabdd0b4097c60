package org.loopscope.controller.log.hdf5;

import java.util.Optional;

/** A dataset that rows are appended to; they are collected in memory and reach the library in batches. */
sealed interface Growing permits ExtendibleDataset, ExtendibleTexts, ExtendibleReferences {
    /** Hands the collected rows to the library. */
    void drain();

    /** Checksum of all rows appended so far; references have none, since they are addresses in the file. */
    Optional<DatasetChecksum> checksum();

    /** Where the rows go; closed and opened again with its file, when the collected rows have been drained. */
    Dataset dataset();

    /** Lets the library's identifiers go; collected rows must have been drained. */
    void close();
}
