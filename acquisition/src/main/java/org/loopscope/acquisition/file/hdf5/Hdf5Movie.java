package org.loopscope.acquisition.file.hdf5;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.FrameOrder;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingOptions.Axes;

/**
 * A recording in an HDF5 file: a dataset of 8 or 16-bit integers with time first, of an NWB file the one of its
 * TwoPhotonSeries or OnePhotonSeries. Fractions are scaled to 16 bits, which reads the movie once more. Planes are the
 * last of four axes.
 *
 * <p>NWB says {@code [time][width][height]}, and many files have it the other way round. What the user says counts;
 * else a series' {@code dimension} (width, height) where the sides differ; else NWB's order, and time, height, width in
 * plain HDF5.
 */
public final class Hdf5Movie implements Movie {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
    private static final int TILE = 32;

    private final Hdf5Nodes file;
    private final SeriesShape shape;
    private final VolumeBlocks blocks;
    private final SeriesTimes times;
    private final MovieMetadata metadata;
    private final ByteBuffer values;
    private final ShortBuffer values16;
    private final long volumePeriodNs;
    private final int volumes;
    private final Optional<FractionScale> fractions;

    private Hdf5Movie(Hdf5Nodes file, RecordingOptions options) throws IOException {
        this.file = file;
        SeriesPlace place = SeriesPlace.find(file, options.dataset());
        Dataset dataset = file.dataset(place.dataset())
                .orElseThrow(() -> new IOException(file.path() + ": " + place.dataset() + " is no dataset"));
        file.checkSize(place.dataset(), dataset);
        List<String> remarks = new ArrayList<>();
        boolean widthFirst = widthFirst(file, place, dataset, options.axes(), remarks);
        this.shape = SeriesShape.of(file.path(), place.dataset(), dataset, widthFirst);
        String name = file.path().toString();
        options.checkSize(name, shape.widthPx(), shape.heightPx());
        int planes = options.planes(name, shape.planes());
        options.channels(name, 1);
        this.times = SeriesTimes.read(file, place.series(), shape.frames(), remarks);
        this.volumes = volumes();
        double rateHz = options.rateHz(name, times.rateHz() * planes);
        this.blocks = new VolumeBlocks(file.path(), place.dataset(), dataset, shape);
        this.fractions = shape.fractions()
                ? Optional.of(FractionScale.of(blocks, shape, volumes, name + ": " + place.dataset()))
                : Optional.empty();
        fractions.map(FractionScale::inWords).ifPresent(remarks::add);
        this.volumePeriodNs = rateHz > 0 ? Math.round(1e9 * planes / rateHz) : 0;
        this.metadata = new MovieMetadata(
                (place.series().isEmpty() ? "HDF5 " : "NWB ") + place.dataset(),
                shape.widthPx(),
                shape.heightPx(),
                (long) volumes * planes,
                rateHz,
                FrameOrder.of(1, planes),
                shape.pixels(),
                fractions.map(FractionScale::zero).orElse(shape.pixels().offset()) + statedOffset(file, place),
                pixelSizeUm(file, place.series()),
                times.timestampsNs().length > 0,
                remarks);
        this.values = blocks.block();
        this.values16 = values.asShortBuffer();
    }

    /** @throws IOException when the file is damaged, holds no frames or several movies, or contradicts the options */
    public static Hdf5Movie open(Path path, RecordingOptions options) throws IOException {
        Hdf5Nodes file = Hdf5Nodes.open(path);
        try {
            return new Hdf5Movie(file, options);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Whether a file begins as an HDF5 file does. */
    public static boolean recognises(byte[] head) {
        return head.length >= SIGNATURE.length
                && java.util.Arrays.equals(SIGNATURE, 0, SIGNATURE.length, head, 0, SIGNATURE.length);
    }

    private int volumes() {
        int count = shape.frames();
        if (times.timestampsNs().length > 0) {
            count = Math.min(count, times.timestampsNs().length);
        }
        return times.numbers().length > 0 ? Math.min(count, times.numbers().length) : count;
    }

    private static boolean widthFirst(
            Hdf5Nodes file, SeriesPlace place, Dataset dataset, Axes axes, List<String> remarks) throws IOException {
        return switch (axes) {
            case WIDTH_HEIGHT -> true;
            case HEIGHT_WIDTH -> false;
            case AUTO -> {
                if (place.series().isEmpty()) {
                    yield false;
                }
                double[] dimension = file.numbers(place.series() + "/dimension");
                long[] extent = Hdf5Nodes.guarded(file.path(), place.dataset(), dataset::getDimensionsAsLong);
                boolean said = dimension.length >= 2 && extent.length >= 3 && dimension[0] != dimension[1];
                if (said && dimension[0] == extent[2] && dimension[1] == extent[1]) {
                    remarks.add("its dimension says that the axes are time, height, width");
                    yield false;
                }
                yield true;
            }
        };
    }

    /** NWB: value = stored * conversion + offset; where that value is 0, and the frames can hold it. */
    private int statedOffset(Hdf5Nodes file, SeriesPlace place) throws IOException {
        if (place.series().isEmpty() || shape.fractions()) {
            return 0;
        }
        double offset = file.numberAttribute(place.dataset(), "offset");
        double conversion = file.numberAttribute(place.dataset(), "conversion");
        double zero = -offset / (conversion > 0 ? conversion : 1);
        return zero > 0 && zero <= 32_768 ? (int) Math.round(zero) : 0;
    }

    private static double pixelSizeUm(Hdf5Nodes file, String series) throws IOException {
        String grid = series + "/imaging_plane/grid_spacing";
        double[] spacing = series.isEmpty() ? new double[0] : file.numbers(grid);
        if (spacing.length == 0 || !(spacing[0] > 0)) {
            return 0;
        }
        return switch (file.textAttribute(grid, "unit")) {
            case "meters", "" -> spacing[0] * 1e6;
            case "micrometers", "microns", "um" -> spacing[0];
            default -> 0;
        };
    }

    @Override
    public MovieMetadata metadata() {
        return metadata;
    }

    @Override
    public long frames() {
        return metadata.frames();
    }

    @Override
    public void read(long number, Frame into) throws IOException {
        int volume = (int) (number / shape.planes());
        int plane = (int) (number % shape.planes());
        int start = blocks.load(volume) / shape.bytes() + plane;
        for (int row = 0; row < shape.rows(); row += TILE) {
            for (int column = 0; column < shape.columns(); column += TILE) {
                copyTile(start, row, column, into.pixels);
            }
        }
        shape.pixels().map(into.pixels, shape.widthPx() * shape.heightPx());
        metadata.order().address(number, 0, into);
        if (times.numbers().length > 0 && shape.planes() == 1) {
            into.index = times.numbers()[volume];
        }
        into.deviceNs = times.timestampsNs().length > 0 ? times.timestampsNs()[volume] : Frame.NO_DEVICE_TIME;
    }

    /** Tile by tile: turning an image over its diagonal misses the cache with every pixel otherwise. */
    private void copyTile(int start, int row0, int column0, short[] pixels) {
        int rowEnd = Math.min(shape.rows(), row0 + TILE);
        int columnEnd = Math.min(shape.columns(), column0 + TILE);
        boolean bytes = shape.bytes() == 1;
        for (int row = row0; row < rowEnd; row++) {
            for (int column = column0; column < columnEnd; column++) {
                int at = start + (row * shape.columns() + column) * shape.planes();
                int to = shape.widthFirst() ? column * shape.widthPx() + row : row * shape.widthPx() + column;
                if (fractions.isPresent()) {
                    pixels[to] = fractions.get().count(FractionScale.value(values, at, shape.bytes()));
                } else {
                    pixels[to] = bytes ? (short) (values.get(at) & 0xFF) : values16.get(at);
                }
            }
        }
    }

    @Override
    public long exposureEndNs(long number) {
        int volume = (int) (number / shape.planes());
        long within = (number % shape.planes() + 1) * volumePeriodNs / shape.planes();
        return times.timestampsNs().length > 0
                ? times.timestampsNs()[volume] - times.timestampsNs()[0] + within
                : volume * volumePeriodNs + within;
    }

    @Override
    public void close() throws IOException {
        blocks.close();
        file.close();
    }
}
