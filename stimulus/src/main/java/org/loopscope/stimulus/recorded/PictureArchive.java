package org.loopscope.stimulus.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/** A zip of pictures whose names sort in the order of presentation. */
final class PictureArchive {
    private static final int MAX_ENTRY_BYTES = 1 << 26;

    private PictureArchive() {}

    /** The pictures in the order of their names, resampled to {@code size}, in contrast units. */
    static List<StimulusImage> read(Path file, PictureSize size) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Unreadable.at(file, "no such file; give the path of the zip of pictures");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> entries = zip.stream()
                    .filter(entry -> isPicture(entry.getName()))
                    .map(ZipEntry.class::cast)
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            if (entries.isEmpty()) {
                throw Unreadable.at(file, "holds no .jpg or .png picture; give a zip of pictures");
            }
            List<StimulusImage> pictures = new ArrayList<>(entries.size());
            for (ZipEntry entry : entries) {
                pictures.add(picture(zip, entry, file, size));
            }
            return pictures;
        } catch (ZipException e) {
            throw Unreadable.at(file, "is not a zip file, or is damaged (" + e.getMessage() + "); copy it again", e);
        } catch (IOException e) {
            throw Unreadable.missing(file, "the zip of pictures", e);
        }
    }

    private static StimulusImage picture(ZipFile zip, ZipEntry entry, Path file, PictureSize size) {
        String name = entry.getName();
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES + 1);
            if (bytes.length > MAX_ENTRY_BYTES) {
                throw new IOException("is larger than " + MAX_ENTRY_BYTES + " bytes");
            }
            GreyPicture picture = PictureDecoder.decode(bytes).boxResized(size);
            return new StimulusImage(id(name), size, picture.contrast());
        } catch (IOException e) {
            throw Unreadable.at(file, "entry " + name + ": " + e.getMessage() + "; mend or remove that entry", e);
        }
    }

    private static boolean isPicture(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return (lower.endsWith(".jpg") || lower.endsWith(".jpeg") || lower.endsWith(".png"))
                && !lower.startsWith("__macosx/");
    }

    private static String id(String entryName) {
        return entryName.substring(0, entryName.lastIndexOf('.'));
    }
}
