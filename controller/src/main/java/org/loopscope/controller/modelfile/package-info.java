/**
 * A network's weights in a file, to look at or to start another session from. The format is safetensors
 * (https://github.com/huggingface/safetensors), which Python, PyTorch and JAX read; what is in it says docs/encoder/model-file.md.
 */
@NullMarked
package org.loopscope.controller.modelfile;

import org.jspecify.annotations.NullMarked;
