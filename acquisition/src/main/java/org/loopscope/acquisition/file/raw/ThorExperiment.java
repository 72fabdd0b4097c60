package org.loopscope.acquisition.file.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What ThorImage's Experiment.xml says of the recording beside it: elements LSM (pixelX, pixelY, pixelSizeUM, frameRate,
 * averageMode, averageNum), Streaming (flybackFrames, zFastEnable), ZStage (steps) and one Wavelength per saved channel.
 *
 * @param exposureRateHz stored exposures a second, flyback counted; 0 when not stated
 */
record ThorExperiment(
        int widthPx, int heightPx, int channels, int planes, int flyback, double exposureRateHz, double pixelSizeUm) {
    private static final long MOST_BYTES = 64 << 20;

    static ThorExperiment read(Path xml) throws IOException {
        if (Files.size(xml) > MOST_BYTES) {
            throw new IOException(xml + ": not an Experiment.xml, it is larger than 64 MB");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(xml)) {
            Found found = new Found();
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    found.element(reader);
                }
            }
            return found.experiment(xml);
        } catch (XMLStreamException e) {
            throw new IOException(
                    xml + ": damaged XML at line " + e.getLocation().getLineNumber(), e);
        }
    }

    private static final class Found {
        private int width;
        private int height;
        private int wavelengths;
        private int steps = 1;
        private int flyback;
        private boolean fastZ;
        private double rateHz;
        private double pixelUm;

        void element(XMLStreamReader reader) {
            switch (reader.getLocalName()) {
                case "LSM" -> {
                    width = (int) number(reader, "pixelX");
                    height = (int) number(reader, "pixelY");
                    pixelUm = Math.max(0, number(reader, "pixelSizeUM"));
                    double averaged = number(reader, "averageMode") == 1 ? number(reader, "averageNum") : 1;
                    rateHz = Math.max(0, number(reader, "frameRate")) / Math.max(1, averaged);
                }
                case "Streaming" -> {
                    fastZ = number(reader, "zFastEnable") == 1;
                    flyback = (int) Math.clamp(number(reader, "flybackFrames"), 0, 1_000);
                }
                case "ZStage" -> steps = (int) Math.clamp(number(reader, "steps"), 1, 10_000);
                case "Wavelength" -> wavelengths++;
                default -> {}
            }
        }

        private static double number(XMLStreamReader reader, String attribute) {
            String text = reader.getAttributeValue(null, attribute);
            try {
                double value = text == null ? 0 : Double.parseDouble(text);
                return Double.isFinite(value) ? value : 0;
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        ThorExperiment experiment(Path xml) throws IOException {
            if (width < 1 || height < 1) {
                throw new IOException(xml + ": does not say LSM pixelX and pixelY; it is no ThorImage experiment");
            }
            boolean volumes = fastZ && steps > 1;
            return new ThorExperiment(
                    width,
                    height,
                    Math.max(1, wavelengths),
                    volumes ? steps : 1,
                    volumes ? flyback : 0,
                    rateHz,
                    pixelUm);
        }
    }
}
