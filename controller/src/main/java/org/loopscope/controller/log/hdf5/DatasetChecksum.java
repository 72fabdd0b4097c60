package org.loopscope.controller.log.hdf5;

/**
 * Checksum of what was written into one dataset.
 *
 * @param path the dataset's path in the file
 * @param bytes how many bytes the checksum covers
 * @param crc CRC-32C over the values in file order (rows as appended), numbers little endian, compounds field by field,
 *     a truth as one byte, a text as its UTF-8 bytes and one zero byte
 */
public record DatasetChecksum(String path, long bytes, int crc) {}
