package org.loopscope.acquisition.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loopscope.acquisition.file.avi.AviMovie;
import org.loopscope.acquisition.file.follow.FollowedFrameSource;
import org.loopscope.acquisition.file.hdf5.Hdf5Movie;
import org.loopscope.acquisition.file.miniscope.MiniscopeMovie;
import org.loopscope.acquisition.file.movie.GrowingMovie;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.MovieFrameSource;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingSource;
import org.loopscope.acquisition.file.raw.GrowingRaw;
import org.loopscope.acquisition.file.raw.RawMovie;
import org.loopscope.acquisition.file.tiff.GrowingTiffFiles;
import org.loopscope.acquisition.file.tiff.TiffRecording;

/**
 * Opens a recording of any format that is known, complete or growing. The format is chosen by what the file begins with;
 * only where that says nothing, as of raw files, by its name. A folder is a Miniscope's, with a table of time stamps, or a
 * recording of TIFF files.
 */
public final class Recordings {
    private static final int HEAD_BYTES = 16;

    private Recordings() {}

    /**
     * Opens a recording as a source: played again, or followed where the options say so.
     *
     * @throws IOException one line: the file cannot be read, or it does not say something that must then be given, or it
     *     contradicts what was given
     */
    public static RecordingSource open(Path path, RecordingOptions options) throws IOException {
        return options.follow() ? followed(path, options) : played(path, options);
    }

    /** Opens a complete recording, frame by frame in any order. */
    public static Movie openMovie(Path path, RecordingOptions options) throws IOException {
        if (Files.isDirectory(path)) {
            return MiniscopeMovie.recognises(path)
                    ? MiniscopeMovie.open(path, options)
                    : TiffRecording.openFolder(path, options);
        }
        byte[] head = head(path);
        if (TiffRecording.recognises(head)) {
            return TiffRecording.open(path, options);
        }
        if (Hdf5Movie.recognises(head)) {
            return Hdf5Movie.open(path, options);
        }
        if (AviMovie.recognises(head)) {
            return AviMovie.open(path, options);
        }
        if (RawMovie.recognises(path)) {
            return RawMovie.open(path, options);
        }
        throw unknown(path);
    }

    private static RecordingSource played(Path path, RecordingOptions options) throws IOException {
        Movie movie = openMovie(path, options);
        try {
            return new MovieFrameSource(movie);
        } catch (IllegalArgumentException e) {
            movie.close();
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static RecordingSource followed(Path path, RecordingOptions options) throws IOException {
        GrowingMovie movie = openGrowing(path, options);
        try {
            return new FollowedFrameSource(movie, options.silenceNs());
        } catch (IllegalArgumentException e) {
            movie.close();
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static GrowingMovie openGrowing(Path path, RecordingOptions options) throws IOException {
        if (Files.isDirectory(path)) {
            if (MiniscopeMovie.recognises(path)) {
                throw new IOException(path + ": a Miniscope recording is read when it is complete; do not follow it");
            }
            return GrowingTiffFiles.openFolder(path, options);
        }
        byte[] head = head(path);
        if (TiffRecording.recognises(head)) {
            return GrowingTiffFiles.open(path, options);
        }
        if (Hdf5Movie.recognises(head)) {
            throw new IOException(path + ": an HDF5 file cannot be read while it is written; follow TIFF or raw files");
        }
        if (AviMovie.recognises(head)) {
            throw new IOException(path + ": an AVI file is read when it is complete; do not follow it");
        }
        if (RawMovie.recognises(path)) {
            return GrowingRaw.open(path, options);
        }
        throw unknown(path);
    }

    private static byte[] head(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no such file; give the path of a recording");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(HEAD_BYTES);
        }
    }

    private static IOException unknown(Path path) {
        return new IOException(
                path + ": not a recording that is known; TIFF, HDF5, NWB and AVI files are known by what they"
                        + " begin with, raw files by the names .raw, .bin and .sbx");
    }
}
