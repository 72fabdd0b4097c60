package org.loopscope.acquisition.file.avi;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Motion JPEG, through the platform's JPEG decoder: the luma of gray or YCbCr pictures. Unlike the other formats, a frame
 * costs memory, because that decoder takes some.
 */
final class JpegPixels implements FramePixels {
    private final int widthPx;
    private final int heightPx;
    private int[] row = new int[0];

    JpegPixels(AviFormat format) {
        this.widthPx = format.widthPx();
        this.heightPx = format.heightPx();
    }

    @Override
    public void decode(byte[] stored, int length, short[] into) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(stored, 0, length))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width != widthPx || height != heightPx) {
                throw new IOException("a JPEG picture of " + width + "x" + height + " pixels");
            }
            // The raster is what is stored, without a change of colours: the luma comes first.
            Raster raster = reader.readRaster(0, null);
            row = row.length == widthPx ? row : new int[widthPx];
            for (int y = 0; y < heightPx; y++) {
                raster.getSamples(0, y, widthPx, 1, 0, row);
                for (int x = 0; x < widthPx; x++) {
                    into[y * widthPx + x] = (short) row[x];
                }
            }
        } catch (IIOException | RuntimeException e) {
            throw new IOException("a damaged JPEG picture", e);
        } finally {
            reader.dispose();
        }
    }

    @Override
    public boolean standsAlone(byte[] stored, int length) {
        return true;
    }

    @Override
    public int mostBytes() {
        return 4 * widthPx * heightPx + (1 << 16);
    }
}
