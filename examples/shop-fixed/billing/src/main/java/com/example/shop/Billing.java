package com.example.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Billing {
    public static void main(String[] args) {
        SpringApplication.run(Billing.class, args);
    }

    @GetMapping("/invoices/{id}")
    Invoice invoice(@PathVariable long id) {
        return new Invoice(id, "paid");
    }

    record Invoice(long id, String state) {}
}
