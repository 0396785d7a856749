import unittest

import numpy as np

from modkit_training.tongue import SMOOTHING_FRAMES, TONGUE_NAMES, TONGUE_OF_UNIT
from modkit_training.units import UNIT_INDEX, UNITS

from . import needs

try:
    import torch

    from .test_network import random_network
except ImportError:  # torch or onnx is absent; the tests below skip
    torch = None


def sounds(channel, at_least):
    column = TONGUE_OF_UNIT[:, TONGUE_NAMES.index("tongue" + channel)]
    return {unit for unit, weight in zip(UNITS, column) if weight >= at_least}


class TongueTableTest(unittest.TestCase):
    def test_names_are_the_16_of_the_tongue_solver_in_its_order(self):
        numbered = dict(enumerate(TONGUE_NAMES))
        self.assertEqual(len(numbered), 16)
        self.assertEqual([numbered[i] for i in (0, 1, 4, 8, 9, 12, 13, 15)],
                         ["tongueTipUp", "tongueTipDown", "tongueRollUp", "tongueUp", "tongueDown", "tongueIn", "tongueStretch",
                          "tongueNarrow"])

    def test_the_tip_goes_up_for_t_d_n_l(self):
        self.assertEqual(sounds("TipUp", 0.7), set("t d n l".split()))

    def test_the_back_goes_up_for_k_g_ng(self):
        self.assertEqual(sounds("Up", 0.6), set("k g ng".split()))
        self.assertFalse(sounds("Up", 0.6) & sounds("TipUp", 0.01))

    def test_only_th_comes_between_the_teeth(self):
        self.assertEqual(sounds("Stretch", 0.3), {"th", "dh"})

    def test_s_has_a_groove(self):
        self.assertEqual(sounds("Narrow", 0.32), {"s", "z"})

    def test_vowels_are_where_their_names_say(self):
        self.assertTrue(sounds("In", 0.2) >= set("aa ao ow uh uw w".split()))  # back
        self.assertFalse(sounds("In", 0.01) & set("iy ih ey eh ae yy oe y".split()))  # front
        self.assertTrue(sounds("Up", 0.25) >= set("iy ih uw uh yy y w".split()))  # close
        self.assertEqual(sounds("Down", 0.2), set("ae aa ah ao".split()))  # open

    def test_the_tongue_rests_in_silence_and_at_the_lips(self):
        still = {unit for unit, row in zip(UNITS, TONGUE_OF_UNIT) if not row.any()}
        self.assertEqual(still, set("sil p b m f v q".split()))

    def test_nothing_lies_to_a_side_and_no_pair_pulls_both_ways(self):
        for name in ("TipLeft", "TipRight", "RollLeft", "RollRight", "Left", "Right"):
            self.assertFalse(sounds(name, 0.001), name)
        for one, other in (("TipUp", "TipDown"), ("Up", "Down"), ("In", "Stretch"), ("Wide", "Narrow"), ("RollUp", "RollDown")):
            self.assertFalse(sounds(one, 0.001) & sounds(other, 0.001), one)


@needs.module("torch")
@needs.module("onnx")
class TongueInTheNetworkTest(unittest.TestCase):
    def test_a_sound_that_lasts_gives_its_position(self):
        network = random_network()
        for unit in ("th", "t", "k", "sil"):
            with torch.no_grad():
                network.unit_head.weight.zero_()
                network.unit_head.bias.fill_(-50)
                network.unit_head.bias[UNIT_INDEX[unit]] = 50
                tongue = network(torch.zeros(1, 3200))[3][0]
            np.testing.assert_allclose(tongue.numpy(), np.tile(TONGUE_OF_UNIT[UNIT_INDEX[unit]], (20, 1)), atol=1e-6)

    def test_it_moves_to_the_next_sound_in_even_steps_and_never_before_it(self):
        units = torch.zeros(1, 20, len(UNITS))
        units[0, :10, UNIT_INDEX["sil"]] = 1
        units[0, 10:, UNIT_INDEX["n"]] = 1
        tip = random_network().tongue(units)[0, :, 0].numpy() / 0.75
        np.testing.assert_allclose(tip, np.clip((np.arange(20) - 9) / SMOOTHING_FRAMES, 0, 1), atol=1e-6)


if __name__ == "__main__":
    unittest.main()
