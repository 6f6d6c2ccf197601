"""A real model runtime on loopback (`transformers serve`) with a language model of a few kilobytes that we write."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from socket import socket

SPECIAL = ("<unk>", "<eos>", "<reply>")
WIDTH = 64
TEMPLATE = (
    "{% for message in messages %}{{ message['content'] }} {% endfor %}{% if add_generation_prompt %}<reply>{% endif %}"
)
START_LIMIT = 120  # seconds; torch alone takes some on a loaded machine


def write_model(folder: Path, reply: str) -> Path:
    """Write a Llama whose weights lead from each word of the reply to the next, whatever was asked."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = reply.split()
    assert len(set(words)) == len(words) <= WIDTH - len(SPECIAL), "each word leads to one other"
    vocabulary = {word: at for at, word in enumerate((*SPECIAL, *words))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", eos_token="<eos>", additional_special_tokens=["<reply>"]
    )
    wrapped.chat_template = TEMPLATE
    wrapped.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=WIDTH, hidden_size=WIDTH, intermediate_size=8, num_hidden_layers=1, num_attention_heads=1,
        max_position_embeddings=8192, tie_word_embeddings=False, eos_token_id=1, bos_token_id=None, pad_token_id=0,
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    path = [vocabulary["<reply>"], *range(len(SPECIAL), len(vocabulary)), vocabulary["<eos>"]]
    with torch.no_grad():
        for weights in model.parameters():
            weights.zero_()
        model.model.embed_tokens.weight.copy_(torch.eye(WIDTH))
        model.model.norm.weight.fill_(1.0)
        for here, there in pairwise(path):
            model.lm_head.weight[there, here] = 10.0
    model.save_pretrained(folder)
    return folder


@contextmanager
def serving_model(folder: Path) -> Iterator[str]:
    """Serve a model with `transformers serve` and yield its OpenAI-compatible address."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve", "--host", "127.0.0.1", "--port", str(port)]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "CUDA_VISIBLE_DEVICES": ""}
    log = folder / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen([*command, str(folder)], stdout=output, stderr=output, env=environment)
    try:
        _await(f"http://127.0.0.1:{port}/health", process, log)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait()


def _await(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"transformers serve did not start: {log.read_text()[-2000:]}")
