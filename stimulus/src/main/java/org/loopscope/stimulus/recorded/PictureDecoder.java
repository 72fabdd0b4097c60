package org.loopscope.stimulus.recorded;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes JPEG and PNG files to grey. */
final class PictureDecoder {
    private static final long MAX_PIXELS = 1L << 26;
    /** Deflate makes 1032 bytes of one, and a byte holds 8 pixels of two levels; nothing has fewer bytes than that. */
    private static final long MAX_PIXELS_PER_BYTE = 8 * 1032;

    private PictureDecoder() {}

    /** @throws IOException with what is wrong, for a file that is no picture, is damaged or is too large */
    static GreyPicture decode(byte[] file) throws IOException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("is neither a JPEG nor a PNG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                long most = Math.min(MAX_PIXELS, MAX_PIXELS_PER_BYTE * file.length);
                if (pixels > most) {
                    throw new IOException("has " + pixels + " pixels, more than " + most);
                }
                return grey(reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }

    private static GreyPicture grey(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        boolean plainGrey = raster.getNumBands() == 1
                && raster.getTransferType() == DataBuffer.TYPE_BYTE
                && !(image.getColorModel() instanceof IndexColorModel);
        if (plainGrey) {
            // getRGB would take the samples for linear light and brighten them.
            return new GreyPicture(width, height, raster.getSamples(0, 0, width, height, 0, (int[]) null));
        }
        int[] levels = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = luma(levels[i]);
        }
        return new GreyPicture(width, height, levels);
    }

    /** ITU-R 601 luma in 16-bit fixed point, as Pillow's conversion to mode "L". */
    static int luma(int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }
}
