package org.loopscope.acquisition.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"n\":1}|1",
                "{\"m\": 3, \"n\" : -12.5 }|-12.5",
                "{\"n\":1.2345678e+05,\"m\":2}|123456.78",
                "{\"n\":5E-3}|0.005",
                "{\"n\":00000000000000000000012}|12",
                "{\"n\":123456789012345678901234}|1.2345678901234568E23",
                "{\"n\":\"1\"}|NaN",
                "{\"n\":}|NaN",
                "{\"n\"|NaN",
                "{\"nn\":1}|NaN",
                "{\"n\":1e999999}|Infinity",
            })
    void shouldFindTheNumber(String text, double expected) {
        if (Double.isFinite(expected)) {
            assertEquals(expected, find(text), Math.abs(expected) * 1e-15);
        } else {
            assertEquals(expected, find(text));
        }
    }

    @Test
    void shouldReadWhatJavaWrites() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 10_000; i++) {
            double value = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(-8, 12));
            assertEquals(value, find("{\"n\":" + value + "}"), Math.abs(value) * 1e-14);
        }
    }

    private static double find(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return JsonNumber.find(bytes, 0, bytes.limit(), JsonNumber.key("n"));
    }
}
