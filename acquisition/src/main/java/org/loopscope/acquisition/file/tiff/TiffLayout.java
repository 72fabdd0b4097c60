package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.util.List;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.FrameOrder;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * What a TIFF recording's headers and the user say together.
 *
 * @param rateHz kept exposures a second as the file states it; 0 where it does not
 * @param loop whether the end of an acquisition is followed by another one
 */
record TiffLayout(
        String format,
        FrameOrder order,
        double rateHz,
        double pixelSizeUm,
        boolean scanImage,
        boolean loop,
        List<String> remarks) {

    static TiffLayout of(TiffMovie movie, int pages, RecordingOptions options) throws IOException {
        FileWindow in = movie.window();
        options.checkSize(in.file(), movie.widthPx(), movie.heightPx());
        TiffHeader header = TiffHeader.read(in);
        if (ScanImageHeader.isScanImage(in, header)) {
            return scanImage(in.file(), "ScanImage BigTIFF", ScanImageHeader.read(in), options);
        }
        if (ScanImageHeader.isScanImage(movie.description())) {
            ScanImageHeader found = ScanImageHeader.inDescription(in, movie.page(0));
            return scanImage(in.file(), "ScanImage TIFF", found, options);
        }
        return described(in.file(), StackDescription.of(movie, pages), options);
    }

    /** The same from the first page of a file that grows. */
    static TiffLayout of(FileWindow in, TiffHeader header, TiffPage first, String description, RecordingOptions options)
            throws IOException {
        options.checkSize(in.file(), first.widthPx(), first.heightPx());
        if (ScanImageHeader.isScanImage(in, header)) {
            return scanImage(in.file(), "ScanImage BigTIFF", ScanImageHeader.read(in), options);
        }
        if (ScanImageHeader.isScanImage(description)) {
            return scanImage(in.file(), "ScanImage TIFF", ScanImageHeader.inDescription(in, first), options);
        }
        // What ImageJ and OME say of the number of images is written at the end: of a growing file, nothing is taken.
        return described(in.file(), new StackDescription("TIFF", 0, 0, false, 0, 0, List.of()), options);
    }

    private static TiffLayout scanImage(String file, String format, ScanImageHeader header, RecordingOptions options)
            throws IOException {
        // A single plane may also mean that the volume was not described.
        int planes = options.planes(file, header.planes() > 1 ? header.planes() : 0);
        int channels = options.channels(file, header.channels());
        FrameOrder order = planes == header.planes() ? header.order(file) : FrameOrder.of(channels, planes);
        double rateHz = order.keptRateHz(header.exposureRateHz());
        return new TiffLayout(format, order, rateHz, header.pixelSizeUm(), true, header.loop(), header.remarks());
    }

    private static TiffLayout described(String file, StackDescription description, RecordingOptions options)
            throws IOException {
        int planes = options.planes(file, description.planes() > 1 ? description.planes() : 0);
        int channels = options.channels(file, description.channels() > 1 ? description.channels() : 0);
        double rateHz = description.volumeRateHz() * planes;
        return new TiffLayout(
                description.format(),
                description.order(planes, channels),
                rateHz,
                description.pixelSizeUm(),
                false,
                false,
                description.remarks());
    }
}
