import unittest

import numpy as np

from modkit_training.config import Config

from . import needs

try:
    import torch

    from modkit_training.batches import play, speed_curve
    from modkit_training.evaluate import closures, lip_gap
    from modkit_training.train import losses, rate
    from modkit_training.units import CHANNELS, UNIT_INDEX, UNITS
except ImportError:  # torch, scipy or soundfile is absent; the tests below skip
    torch = None


@needs.module("torch")
@needs.module("soundfile")
class BatchTest(unittest.TestCase):
    def test_sound_and_curves_stay_together_at_any_speed(self):
        clicks = np.zeros(100 * 160, np.float32)
        clicks[50 * 160] = 1
        articulation = np.zeros((100, len(CHANNELS)), np.float32)
        articulation[50] = 1
        units = np.zeros(100, np.uint8)
        units[50:] = 3
        settings = dict(speed_chance=1, speed=[0.8, 1.25], speed_wobble=0.1)
        for seed in range(20):
            curve = speed_curve(70, settings, np.random.default_rng(seed))
            times = np.concatenate([[0], np.cumsum(curve)])[:71]
            audio, moved, moved_units = play(clicks, articulation, units, times)
            self.assertEqual((len(audio), len(moved), len(moved_units)), (70 * 160, 70, 70))
            if times[-1] > 55:
                self.assertAlmostEqual(np.argmax(audio) / 160, np.argmax(moved[:, 0]), delta=1)
                self.assertAlmostEqual(np.argmax(moved_units), np.argmax(moved[:, 0]), delta=1)


@needs.module("torch")
class ScheduleTest(unittest.TestCase):
    def test_rate_warms_up_holds_and_cools_to_nothing(self):
        training = dict(cycle_ends=[1000], warm_up_steps=100, cool_down_share=0.3, learning_rate=1e-3)
        rates = [rate(step, training) for step in range(1001)]
        self.assertLess(rates[0], 1e-4)
        self.assertEqual(set(rates[100:700]), {1e-3})
        self.assertEqual(rates[700:], sorted(rates[700:], reverse=True))
        self.assertEqual(rates[1000], 0)

    def test_a_second_cycle_warms_again_and_ends_at_nothing(self):
        training = dict(cycle_ends=[1000, 1200], warm_up_steps=100, cool_down_share=0.5, learning_rate=1e-3)
        self.assertLess(rate(999, training), 1e-5)
        self.assertGreater(rate(1000, training), 1e-4)
        self.assertEqual(rate(1200, training), 0)


@needs.module("torch")
class LossTest(unittest.TestCase):
    def setUp(self):
        self.wanted = torch.zeros(1, 40, len(CHANNELS))
        self.units = torch.full((1, 40), UNIT_INDEX["n"])
        self.logits = torch.zeros(1, 40, len(UNITS))

    def margin(self, close):
        articulation = self.wanted.clone()
        articulation[:, 10:20, CHANNELS.index("close")] = close
        return float(losses(articulation, self.logits, self.wanted, self.units)[3])

    def test_the_wanted_pose_costs_nothing(self):
        pose, velocity, _, margin = losses(self.wanted, self.logits, self.wanted, self.units)
        self.assertEqual((float(pose), float(velocity), float(margin)), (0, 0, 0))

    def test_lips_shut_at_a_wrong_sound_cost_more_the_further_they_shut(self):
        self.assertEqual(self.margin(0.2), 0)
        self.assertTrue(0 < self.margin(0.5) < self.margin(1.0))

    def test_right_units_cost_less_than_wrong_ones(self):
        def cost(unit):
            logits = self.logits.clone()
            logits[:, :, UNIT_INDEX[unit]] = 5
            return float(losses(self.wanted, logits, self.wanted, self.units)[2])

        self.assertLess(cost("n"), cost("m"))


@needs.module("torch")
@needs.module("soundfile")
class MeasureTest(unittest.TestCase):
    def test_a_shut_and_an_open_mouth_are_told_apart(self):
        face = np.zeros((2, 52), np.float32)
        face[1, 17] = 0.4  # jawOpen
        gap = lip_gap(face)
        self.assertEqual(gap[0], 0)
        self.assertAlmostEqual(float(gap[1]), 0.4, places=6)

    def test_closures_are_looked_for_near_their_sound(self):
        gap = np.full(100, 0.3)
        gap[47:50] = 0
        shut, opened = closures(gap, [(UNIT_INDEX["b"], 0.52, 0.60), (UNIT_INDEX["t"], 0.90, 0.96)])
        self.assertEqual((shut, opened), ([0.0], [0.3]))


if __name__ == "__main__":
    unittest.main()
