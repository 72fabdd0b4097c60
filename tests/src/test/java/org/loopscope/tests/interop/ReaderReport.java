package org.loopscope.tests.interop;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/**
 * What check_session.py found in one file.
 *
 * @param validation errors of PyNWB's validation
 * @param inspection what nwbinspector says of it, with the DANDI configuration
 * @param pynwb the arrays that PyNWB gives, by their path
 * @param h5py the arrays that h5py gives, by their path
 * @param frames CRC-32C of each raw frame's rows, by the path of the series' data
 * @param shown names of the pictures in the order of their presentation
 */
record ReaderReport(
        String nwbVersion,
        List<String> validation,
        List<Complaint> inspection,
        Map<String, ArrayDigest> pynwb,
        Map<String, ArrayDigest> h5py,
        Map<String, List<Long>> frames,
        List<String> shown) {
    static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * One message of nwbinspector.
     *
     * @param check name of the check
     * @param where location and name of the object
     */
    record Complaint(String importance, String check, String where, String message) {
        boolean isSuggestion() {
            return importance.equals("BEST_PRACTICE_SUGGESTION");
        }
    }
}
